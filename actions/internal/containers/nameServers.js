/**
 * Take addresses of name servers. Engines before 29 take any text, and the container then finds no names.
 *
 * @param {string[]} dns - the addresses
 * @returns {string[]} the same without empty ones
 * @throws COOPTO-400 when one of them is no IP address
 */
(function (dns) {
    return System.getModule("de.fum.coopto.values").texts(dns).map(function (text) {
        var address = text.trim();
        if (!/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$|^[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*$/i.test(address)) {
            throw "COOPTO-400: \"" + address + "\" is no IP address of a name server";
        }
        return address;
    });
});
