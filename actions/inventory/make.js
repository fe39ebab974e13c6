/**
 * Make an object of the inventory.
 *
 * @param {string} type - DockerNode, or a type or a folder of kinds
 * @param {string} id - its id, which is all that findById gets
 * @param {string} name - what people see
 * @param {Any} properties - an object of texts, numbers and booleans
 * @returns {DynamicTypes:DynamicObject} the object
 */
(function (type, id, name, properties) {
    var made = DynamicTypesManager.makeObject("Coopto", type, id, name, []);
    var names = Object.keys(properties), i;
    for (i = 0; i < names.length; i++) {
        made.setProperty(names[i], properties[names[i]]);
    }
    return made;
});
