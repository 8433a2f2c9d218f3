using System.CommandLine;
using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>fru</c>: serial numbers, part numbers and power supply data.</summary>
internal sealed class FruVerbs : IVerbGroup
{
    private static readonly Dictionary<string, FruArea> s_areas = new() { ["c"] = FruArea.Chassis, ["b"] = FruArea.Board, ["p"] = FruArea.Product };

    public Command Create(VerbRunner runner) => new("fru", "Inventory of the server and its parts (FRU devices).")
    {
        Print(runner), List(runner), Read(runner), Write(runner), Edit(runner),
    };

    private static Argument<byte> Device() => Numbers.Argument<byte>("id", "FRU device id; 0 is the server's own.");

    private static Command Print(VerbRunner runner)
    {
        var id = Device();
        id.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("print", "What one device says; without an id all that the sensor data records name.") { id };
        runner.Set(
            command,
            async (call, ct) =>
            {
                if (call.Arguments.GetResult(id)?.Tokens.Count is null or 0)
                    return await ReadAllAsync(call, ct);
                var number = call.Arguments.GetValue(id);
                var locator = number == 0 ? FruLocator.BuiltIn : new FruLocator(number, "FRU Device") { DeviceTypeModifier = 0 };
                return [FruReport.Of(await new InventoryReader(call.Connection).ReadAsync(locator, ct))];
            },
            FruText.Print);
        return command;
    }

    private static Command List(VerbRunner runner)
    {
        var command = new Command("list", "All devices in one line each.");
        runner.Set(
            command,
            ReadAllAsync,
            static (devices, report) => report.Table(
                ["ID", "Controller", "Name", "State", "Product", "Serial"],
                devices.Select(static d => new object?[]
                {
                    d.Id, d.Controller, d.Name, d.State,
                    FirstOf(d.Product?.ProductName, d.Board?.ProductName),
                    FirstOf(d.Product?.SerialNumber, d.Board?.SerialNumber, d.Chassis?.SerialNumber),
                })));
        return command;
    }

    private static Command Read(VerbRunner runner)
    {
        var id = Device();
        var file = new Argument<string>("file") { Description = "Where the bytes go." };
        var command = new Command("read", "Copies all bytes of a device into a file.") { id, file };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var bytes = await new FruReader(call.Connection).ReadImageAsync(call.Arguments.GetValue(id), ct);
                await ToFileAsync(() => File.WriteAllBytesAsync(call.Arguments.GetValue(file)!, bytes, ct));
                return new FruCopy(call.Arguments.GetValue(id), bytes.Length, call.Arguments.GetValue(file)!);
            },
            static (copy, report) => report.Line($"Fru Size         : {copy.Bytes} bytes").Line($"Done             : {copy.File}"));
        return command;
    }

    private static Command Write(VerbRunner runner)
    {
        var id = Device();
        var file = new Argument<string>("file") { Description = "Where the bytes come from." };
        var command = new Command("write", "Makes a device hold the bytes of a file, and reads them back.") { id, file };
        runner.Set(
            command,
            async (call, ct) =>
            {
                byte[] bytes = [];
                await ToFileAsync(async () => bytes = await File.ReadAllBytesAsync(call.Arguments.GetValue(file)!, ct));
                try
                {
                    await new FruWriter(new FruReader(call.Connection)).WriteImageAsync(call.Arguments.GetValue(id), bytes, ct);
                }
                catch (ArgumentException e)
                {
                    throw new VerbFailedException(Sentence(e));
                }

                return new FruCopy(call.Arguments.GetValue(id), bytes.Length, call.Arguments.GetValue(file)!);
            },
            static (copy, report) => report.Line($"Wrote {copy.Bytes} bytes of {copy.File} and read them back."));
        return command;
    }

    private static Command Edit(VerbRunner runner)
    {
        var id = Device();
        var area = new Argument<string>("area") { Description = "c chassis, b board or p product." };
        area.AcceptOnlyFromAmong([.. s_areas.Keys]);
        var index = Numbers.Argument<int>("index", "The field's place in its area from 0; custom fields follow the standard ones.");
        var text = new Argument<string>("text") { Description = "The new text; it may be longer than the old one." };
        var field = new Command("field", "Sets a field, and reads it back.") { area, index, text };
        runner.Set(
            field,
            async (call, ct) =>
            {
                var number = call.Arguments.GetValue(id);
                var which = new FruFieldId(s_areas[call.Arguments.GetValue(area)!], call.Arguments.GetValue(index));
                try
                {
                    var inventory = await new FruWriter(new FruReader(call.Connection)).SetFieldAsync(number, which, call.Arguments.GetValue(text)!, ct);
                    return FruReport.Of(new FruDevice(number == 0 ? FruLocator.BuiltIn : new FruLocator(number, "FRU Device"), FruDeviceState.Inventory) { Inventory = inventory });
                }
                catch (Exception e) when (e is ArgumentException or InvalidOperationException)
                {
                    throw new VerbFailedException(Sentence(e));
                }
            },
            FruText.Print);
        return new Command("edit", "Changes what a device says.") { id, field };
    }

    private static async Task<IReadOnlyList<FruReport>> ReadAllAsync(VerbCall call, CancellationToken ct)
    {
        var devices = new List<FruReport>();
        await foreach (var device in ReaderOf(call).ReadServerAsync(ct))
            devices.Add(FruReport.Of(device));
        return devices;
    }

    // With -t the satellite's own records are read, and nothing lies behind it.
    private static InventoryReader ReaderOf(VerbCall call) =>
        ReferenceEquals(call.Connection, call.Opened.Bridge) ? new InventoryReader(call.Opened.Bridge) : new InventoryReader(call.Connection);

    private static async Task ToFileAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException(e.Message);
        }
    }

    private static string Sentence(Exception e) => e.Message.Split(" (Parameter", StringSplitOptions.None)[0];

    private static string? FirstOf(params ReadOnlySpan<FruField?> fields)
    {
        foreach (var field in fields)
        {
            if (field is { IsEmpty: false })
                return field.Text;
        }

        return null;
    }

    private sealed record FruCopy(byte Id, int Bytes, string File);
}
