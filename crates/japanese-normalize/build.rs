//! Builds the dictionary of the feature `morphology` from `dict/gov-ipadic.tar.zst`; does nothing without it.

#[cfg(feature = "morphology")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::{env, fs, io, path::PathBuf};

    println!("cargo::rerun-if-changed=dict/gov-ipadic.tar.zst");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let (source, built) = (out.join("source"), out.join("gov-ipadic"));
    for folder in [&source, &built] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    let packed = io::BufReader::new(fs::File::open("dict/gov-ipadic.tar.zst")?);
    tar::Archive::new(ruzstd::decoding::StreamingDecoder::new(packed)?).unpack(&source)?;
    let metadata = serde_json::from_str(&fs::read_to_string(source.join("metadata.json"))?)?;
    lindera_dictionary::builder::DictionaryBuilder::new(metadata).build_dictionary(&source, &built)?;
    fs::remove_dir_all(&source)?;
    // The macro that embeds a dictionary looks for it below this.
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    Ok(())
}

#[cfg(not(feature = "morphology"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
