//! The language of workflow files, lowered to the model.
