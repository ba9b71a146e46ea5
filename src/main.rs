fn main() {
    systemcraft::start();
}
