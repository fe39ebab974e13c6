//! The text of generated elements: embedded Handlebars templates that a project may replace.
