//! One member file to the model and back: text, XML, properties, values.
