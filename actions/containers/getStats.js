/**
 * How much of its node a running container uses: one reading, which takes Docker a second or two.
 *
 * @param {DockerContainer} container - the container, running
 * @returns {Properties} cpuPercent (100 is one processor), memory and memoryLimit (bytes), memoryPercent,
 *     received and sent (bytes over all networks), read and written (bytes of disks), processes
 * @throws COOPTO-409 when the container does not run
 */
(function (container) {
    var values = System.getModule("de.fum.coopto.values"), result = new Properties();
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "measure", 60);
    // For a container that does not run Docker answers with nothing but zeros.
    if ((reached.inspect().State || {}).Running !== true) {
        reached.refuse(409, "it does not run");
    }
    var found = reached.call("GET", "/stats", { stream: false }) || {};
    var now = found.cpu_stats || {}, before = found.precpu_stats || {}, memory = found.memory_stats || {}, networks = found.networks || {};
    var number = function (value) {
        return Number(value || 0);
    };
    var used = number((now.cpu_usage || {}).total_usage) - number((before.cpu_usage || {}).total_usage);
    var passed = number(now.system_cpu_usage) - number(before.system_cpu_usage);
    var processors = number(now.online_cpus) || values.list((now.cpu_usage || {}).percpu_usage).length || 1;
    // Without what is only kept in memory because there is room: inactive_file with cgroups 2.
    var details = memory.stats || {}, cached = number(details.total_inactive_file || details.inactive_file);
    var occupied = number(memory.usage) > cached ? number(memory.usage) - cached : number(memory.usage);
    var total = function (name) {
        return Object.keys(networks).reduce(function (sum, network) {
            return sum + number((networks[network] || {})[name]);
        }, 0);
    };
    var disks = function (kind) {
        return values.list((found.blkio_stats || {}).io_service_bytes_recursive).reduce(function (sum, item) {
            return sum + (String(item.op).toLowerCase() === kind ? number(item.value) : 0);
        }, 0);
    };
    result.put("cpuPercent", used > 0 && passed > 0 ? Math.round(used / passed * processors * 10000) / 100 : 0);
    result.put("memory", occupied);
    result.put("memoryLimit", number(memory.limit));
    result.put("memoryPercent", memory.limit ? Math.round(occupied / memory.limit * 10000) / 100 : 0);
    result.put("received", total("rx_bytes"));
    result.put("sent", total("tx_bytes"));
    result.put("read", disks("read"));
    result.put("written", disks("write"));
    result.put("processes", number((found.pids_stats || {}).current));
    return result;
});
