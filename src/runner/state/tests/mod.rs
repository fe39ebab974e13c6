mod disk;
mod kinds;
mod processes;
mod values;
