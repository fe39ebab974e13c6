/**
 * Pack text files into an archive (tar) that can be sent as text. That works for ASCII alone.
 *
 * @param {Any[]} files - objects with name (a path; with "/" at its end a folder), text, and mode (such as 644;
 *     left out: 644, folders 755)
 * @returns {string} the archive
 * @throws COOPTO-400 when a name, a text or a mode cannot be packed
 */
(function (files) {
    var values = System.getModule("de.fum.coopto.values"), archive = "", seen = {};
    var filled = function (text, length) {
        while (text.length < length) {
            text += "\u0000";
        }
        return text;
    };
    var octal = function (number, digits) {
        var text = number.toString(8);
        while (text.length < digits) {
            text = "0" + text;
        }
        return text + "\u0000";
    };
    values.list(files).forEach(function (file) {
        var name = values.required(values.field(file, "name"), "the name of a file"), text = values.field(file, "text");
        var folder = /\/$/.test(name), mode = values.field(file, "mode"), prefix = "", head, sum = 0, i;
        text = text === null || folder ? "" : String(text);
        mode = mode === null || String(mode) === "" ? (folder ? 755 : 644) : values.integer(mode, "the mode of \"" + name + "\"", 0, 7777);
        if (/[^\u0020-\u007e]/.test(name) || /(^|\/)(\.\.?)?(\/|$)/.test(name.replace(/\/$/, ""))) {
            throw "COOPTO-400: the name \"" + name + "\" cannot be packed; it must be ASCII, and a path without \".\", \"..\" " +
                "and a slash at its beginning";
        }
        if (seen.hasOwnProperty("/" + name)) {
            throw "COOPTO-400: the file \"" + name + "\" is given twice";
        }
        seen["/" + name] = true;
        if (/[^\u0000-\u007f]/.test(text)) {
            throw "COOPTO-400: the file \"" + name + "\" holds \"" + /[^\u0000-\u007f]/.exec(text)[0] + "\"; only ASCII can be packed";
        }
        if (/[89]/.test(String(mode))) {
            throw "COOPTO-400: the mode of \"" + name + "\" must have digits from 0 to 7, as in 644, not " + mode;
        }
        if (name.length > 100) {
            // Long paths are cut at a slash.
            i = name.lastIndexOf("/", Math.min(155, name.length - 2));
            prefix = i > 0 ? name.substring(0, i) : "";
            if (i < 1 || name.length - i - 1 > 100) {
                throw "COOPTO-400: the name \"" + name + "\" is too long";
            }
        }
        head = filled(prefix === "" ? name : name.substring(prefix.length + 1), 100) +
            octal(parseInt(String(mode), 8), 7) + octal(0, 7) + octal(0, 7) + octal(text.length, 11) +
            octal(Math.floor(new Date().getTime() / 1000), 11) + "        " + (folder ? "5" : "0") + filled("", 100) +
            "ustar\u000000" + filled("root", 32) + filled("root", 32) + octal(0, 7) + octal(0, 7) + filled(prefix, 155);
        for (i = 0; i < head.length; i++) {
            sum += head.charCodeAt(i);
        }
        // The sum of the head goes where the eight blanks were.
        archive += filled(head.substring(0, 148) + octal(sum, 6) + " " + head.substring(156), 512) +
            filled(text, Math.ceil(text.length / 512) * 512);
    });
    return archive + filled("", 1024);
});
