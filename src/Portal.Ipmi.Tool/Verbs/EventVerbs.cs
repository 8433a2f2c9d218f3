using System.CommandLine;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Events;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>event</c>: hands events to the BMC.</summary>
internal sealed class EventVerbs : IVerbGroup
{
    private const byte SystemSoftware = 0x41;

    public Command Create(VerbRunner runner)
    {
        var sample = new Argument<string?>("sample")
        {
            Description = "1: temperature, upper critical; 2: voltage, lower critical; 3: memory, correctable ECC.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        sample.AcceptOnlyFromAmong("1", "2", "3");
        var command = new Command("event", "Hands the BMC an event, as if a sensor had found it.") { Send(runner), Receiver(runner), sample };
        runner.Set(
            command,
            (call, ct) => SendAsync(
                call,
                call.Arguments.GetValue(sample) switch
                {
                    "1" => PlatformEvent.SampleTemperature,
                    "2" => PlatformEvent.SampleVoltage,
                    "3" => PlatformEvent.SampleMemory,
                    _ => throw new UsageException("Say which event: 1, 2, 3 or send."),
                },
                ct),
            PrintSent);
        return command;
    }

    private static Command Send(VerbRunner runner)
    {
        var sensorType = Numbers.Argument<byte>("sensor-type", "Sensor type, IPMI 2.0 table 42-3.");
        var number = Numbers.Argument<byte>("sensor-number", "Sensor number.");
        var eventType = Numbers.Argument<byte>("event-type", "Event/reading type; 0x6f for the sensor type's own.");
        var data1 = Numbers.Argument<byte>("data1", "Event data 1: the offset, and what bytes 2 and 3 are.");
        var data2 = Numbers.Option<byte>("--data2", "Event data 2.");
        var data3 = Numbers.Option<byte>("--data3", "Event data 3.");
        var deassert = new Option<bool>("--deassert") { Description = "The condition ended." };
        var command = new Command("send", "Any event (Platform Event Message).") { sensorType, number, eventType, data1, data2, data3, deassert };
        runner.Set(
            command,
            (call, ct) => SendAsync(
                call,
                new PlatformEvent((SensorType)call.Arguments.GetValue(sensorType), call.Arguments.GetValue(number), (EventReadingType)(call.Arguments.GetValue(eventType) & 0x7F), call.Arguments.GetValue(data1))
                {
                    Data2 = call.Arguments.GetValue(data2) ?? 0xFF,
                    Data3 = call.Arguments.GetValue(data3) ?? 0xFF,
                    IsDeassertion = call.Arguments.GetValue(deassert),
                },
                ct),
            PrintSent);
        return command;
    }

    private static Command Receiver(VerbRunner runner)
    {
        var target = Numbers.Arguments<byte>("address", "Slave address and LUN to set; 0xff: send no events.");
        var command = new Command("receiver", "Where the controller sends its events (Get and Set Event Receiver).") { target };
        runner.Set(
            command,
            async (call, ct) =>
            {
                if (call.Arguments.GetValue(target) is { Length: > 0 } words)
                    await call.Connection.SendAsync(new SetEventReceiver(new EventReceiver(words[0], (Lun)(words.Length > 1 ? words[1] & 0x03 : 0))), ct);
                return await call.Connection.SendAsync(new GetEventReceiver(), ct);
            },
            static (receiver, report) => report
                .Field("Event receiver", receiver.SlaveAddress == EventReceiver.Disabled ? "none" : $"{receiver.SlaveAddress:X2}h")
                .Field("LUN", (byte)receiver.ReceiverLun));
        return command;
    }

    private static async Task<SentEvent> SendAsync(VerbCall call, PlatformEvent platformEvent, CancellationToken ct)
    {
        // In band the message has no header that names its sender.
        await call.Connection.SendAsync(new PlatformEventMessage(platformEvent) { GeneratorId = call.Opened.EndPoint is null ? SystemSoftware : null }, ct);
        var record = SelRecord.Parse(platformEvent.ToSelRecord(new GeneratorId(SystemSoftware)).ToArray());
        return new SentEvent(EventDescription.Of(record, EventContext.None).ToString(), platformEvent);
    }

    private static void PrintSent(SentEvent sent, TextReport report) => report.Line($"Sent: {sent.Description}");

    private sealed record SentEvent(string Description, PlatformEvent Event);
}
