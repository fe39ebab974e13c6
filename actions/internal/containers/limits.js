/**
 * Write how much of its node a container may use the way Docker takes it.
 *
 * @param {number} memory - megabytes, at least 6; left out: as it is
 * @param {number} cpus - processors, such as 0.5; left out: as it is
 * @returns {Any} an object with Memory, MemorySwap (as much again) and NanoCpus, each only if it is given
 * @throws COOPTO-400 when they make no sense
 */
(function (memory, cpus) {
    var values = System.getModule("de.fum.coopto.values"), limits = {};
    var megabytes = values.integer(memory, "the memory in megabytes", 6, 16777216);
    var text = values.text(cpus, "the number of processors"), number = Number(text);
    if (megabytes !== null) {
        limits.Memory = megabytes * 1048576;
        // Said each time, as Docker refuses more memory than an earlier limit of memory and swap.
        limits.MemorySwap = limits.Memory * 2;
    }
    if (text !== null) {
        if (!/^\d+(\.\d+)?$/.test(text) || number < 0.01 || number > 4096) {
            throw "COOPTO-400: the number of processors must be between 0.01 and 4096, such as 0.5, not \"" + text + "\"";
        }
        limits.NanoCpus = Math.round(number * 1000) * 1000000;
    }
    return limits;
});
