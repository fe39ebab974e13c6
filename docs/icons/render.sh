#!/bin/sh
# Renders the icons of resources/Icons from the drawings beside this script. Needs rsvg-convert.
# Icons of the inventory are shown at 16 pixels, and at 32 on dense screens; the plug-in's own is larger.
set -eu
cd "$(dirname "$0")"
for name in node image container network volume folder; do
    rsvg-convert --width 32 --height 32 --output "../../resources/Icons/$name.png" "$name.svg"
done
rsvg-convert --width 64 --height 64 --output ../../resources/Icons/coopto.png coopto.svg
