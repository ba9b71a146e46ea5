//! Tests whose subject is the browser itself; they stand in `tests/` and run in a headless one.
