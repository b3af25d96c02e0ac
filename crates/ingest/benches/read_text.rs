//! Speed of reading text.

fn main() {
    divan::main();
}
