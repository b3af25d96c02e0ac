//! The dictionary, built by the build script and embedded.

lindera_dictionary::embedded_dictionary!("/gov-ipadic", Dictionary);
