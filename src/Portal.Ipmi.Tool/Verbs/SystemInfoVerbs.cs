using System.CommandLine;
using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>mc getsysinfo</c> and <c>mc setsysinfo</c>.</summary>
internal static class SystemInfoVerbs
{
    private static readonly Dictionary<string, SystemInfoParameter> s_parameters = new()
    {
        ["system_fw_version"] = SystemInfoParameter.SystemFirmwareVersion,
        ["system_name"] = SystemInfoParameter.SystemName,
        ["primary_os_name"] = SystemInfoParameter.PrimaryOperatingSystemName,
        ["os_name"] = SystemInfoParameter.OperatingSystemName,
        ["os_version"] = SystemInfoParameter.OperatingSystemVersion,
        ["bmc_url"] = SystemInfoParameter.BmcUrl,
        ["hypervisor_url"] = SystemInfoParameter.HypervisorUrl,
    };

    public static Command Get(VerbRunner runner)
    {
        var name = Name();
        name.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("getsysinfo", "Names and versions of the system (Get System Info Parameters); without a name all of them.") { name };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var info = new SystemInfoClient(call.Connection);
                var wanted = call.Arguments.GetValue(name);
                var values = new Dictionary<string, string?>();
                foreach (var (word, parameter) in s_parameters.Where(p => wanted is null || p.Key == wanted))
                    values[word] = await info.GetAsync(parameter, ct);
                if (wanted is not null && values[wanted] is null)
                    throw new VerbFailedException($"The BMC does not have {wanted}.");
                return values;
            },
            static (values, report) =>
            {
                foreach (var (word, value) in values)
                    report.Field(word, value ?? "not supported");
            });
        return command;
    }

    public static Command Set(VerbRunner runner)
    {
        var name = Name();
        var value = new Argument<string>("value") { Description = "The text, up to 255 bytes." };
        var command = new Command("setsysinfo", "Writes a name or version, and reads it back (Set System Info Parameters).") { name, value };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var info = new SystemInfoClient(call.Connection);
                var word = call.Arguments.GetValue(name)!;
                try
                {
                    await info.SetAsync(s_parameters[word], call.Arguments.GetValue(value)!, ct);
                }
                catch (ArgumentException e)
                {
                    throw new VerbFailedException(e.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
                }

                return new Dictionary<string, string?> { [word] = await info.GetAsync(s_parameters[word], ct) };
            },
            static (values, report) =>
            {
                foreach (var (word, text) in values)
                    report.Field(word, text);
            });
        return command;
    }

    private static Argument<string?> Name()
    {
        var name = new Argument<string?>("name") { Description = string.Join(", ", s_parameters.Keys) + "." };
        name.AcceptOnlyFromAmong([.. s_parameters.Keys]);
        return name;
    }
}
