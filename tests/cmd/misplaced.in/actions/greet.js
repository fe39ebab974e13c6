function greet() { return "hello"; }
