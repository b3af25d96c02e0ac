//! One page of HTML on the quality of an output.
