/**
 * A web page that comes with this package, as the file that a container serves.
 *
 * @param {string} page - name of the resource element in Library/Coopto/Sandbox, such as "game.html"
 * @param {string} folder - the folder that the image serves from; left out: the image has its own page
 * @returns {DockerTextFile[]} index.html in that folder, or nothing
 * @throws COOPTO-404 when there is no such page
 */
(function (page, folder) {
    var values = System.getModule("de.fum.coopto.values"), place = values.text(folder, "the folder of the page");
    var name = values.required(page, "the name of the page"), category, text = null;
    if (place === null) {
        return [];
    }
    category = Server.getResourceElementCategoryWithPath("Library/Coopto/Sandbox");
    values.list(category ? category.resourceElements : null).forEach(function (element) {
        if (String(element.name) === name) {
            text = String(element.getContentAsMimeAttachment().content);
        }
    });
    if (text === null) {
        throw "COOPTO-404: there is no resource element Library/Coopto/Sandbox/" + name;
    }
    return [{ name: place.replace(/\/+$/, "") + "/index.html", text: text, executable: false }];
});
