using System.CommandLine;
using Portal.Ipmi.Oem;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>oem</c>: what only one maker's BMCs tell.</summary>
internal sealed class OemVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner)
    {
        var info = new Command("info", "Firmware, tags, modes and power as the maker's own commands tell them. Only reads.");
        runner.Set(
            info,
            static (call, ct) => OemReader.ReadAsync(call.Connection, ct),
            static (result, report) =>
            {
                report.Field("Manufacturer", $"{result.Manufacturer} ({result.ManufacturerId})").Field("Firmware", result.Firmware);
                foreach (var fact in result.Facts)
                    report.Field(fact.Name, fact.Value);
            });
        return new Command("oem", "What only one maker's BMCs tell (Dell, Supermicro, Lenovo, Intel).") { info };
    }
}
