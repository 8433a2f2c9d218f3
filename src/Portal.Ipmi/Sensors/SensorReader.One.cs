using System.Runtime.CompilerServices;
using Portal.Ipmi.Commands.SensorEvent;

namespace Portal.Ipmi.Sensors;

/// <content>One sensor: its reading, its factors, its thresholds, and what is remembered when it fails.</content>
public sealed partial class SensorReader
{
    // Pooled: this runs once per sensor and poll.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(SensorReading Reading, IpmiTimeoutException? Silence)> ReadOneAsync(Sensor sensor, CancellationToken ct)
    {
        if (!sensor.IsReadable)
            return (new SensorReading(sensor, SensorReadingState.EventOnly), null);
        if (ConnectionOf(sensor) is not { } connection)
            return (new SensorReading(sensor, SensorReadingState.OutOfReach), null);
        var memory = MemoryOf(sensor);
        if (memory.RestsUntil > _time.GetTimestamp())
            return (new SensorReading(sensor, memory.RestReason, memory.RestCode), null);

        var started = _time.GetTimestamp();
        try
        {
            var raw = await connection.SendAsync(sensor.Request, ct).ConfigureAwait(false);
            if (raw.Refusal != CompletionCode.Ok)
            {
                Rest(memory, started, SensorReadingState.Refused, raw.Refusal);
                return (new SensorReading(sensor, SensorReadingState.Refused, raw.Refusal), null);
            }

            var isAvailable = (raw.Flags & (SensorFlags.Unavailable | SensorFlags.Scanning)) == SensorFlags.Scanning;
            var conversion = isAvailable && sensor.Conversion is { IsNonLinear: true }
                ? await FactorsOfAsync(sensor, connection, memory, raw.Raw, ct).ConfigureAwait(false)
                : sensor.Conversion;
            if (NeedsThresholds(sensor, memory))
                await ReadThresholdsAsync(sensor, connection, memory, ct).ConfigureAwait(false);
            var reading = new SensorReading(sensor, raw, conversion?.Convert(raw.Raw), memory.Thresholds);
            if (reading.State == SensorReadingState.Unavailable)
                Rest(memory, started, SensorReadingState.Unavailable, CompletionCode.Ok);
            else
                memory.Rests = 0;
            return (reading, null);
        }
        catch (IpmiTimeoutException e) when (e.Failure == IpmiFailure.CommandTimeout)
        {
            Rest(memory, started, SensorReadingState.NoAnswer, CompletionCode.Ok);
            return (new SensorReading(sensor, SensorReadingState.NoAnswer), e);
        }
        catch (IpmiFormatException)
        {
            return (new SensorReading(sensor, SensorReadingState.NoAnswer), null);
        }
        catch (IpmiCommandException e) when (!ReferenceEquals(connection, _bmc))
        {
            // Not the controller refused, but the bridge to it.
            Rest(memory, started, SensorReadingState.OutOfReach, e.CompletionCode, isSure: true);
            return (new SensorReading(sensor, SensorReadingState.OutOfReach, e.CompletionCode), null);
        }
    }

    /// <summary>
    /// Leaves a sensor alone for a while if asking it was slow, or if it is sure to answer the same again. What a host's power may change
    /// (D5h, unavailable) is asked each time, as long as the answer is quick.
    /// </summary>
    private void Rest(SensorMemory memory, long started, SensorReadingState reason, CompletionCode code, bool isSure = false)
    {
        var isSlow = reason == SensorReadingState.NoAnswer || _time.GetElapsedTime(started) >= _options.SlowAnswer;
        if (!isSlow && !isSure && code is not (CompletionCode.InvalidCommand or CompletionCode.InvalidForLun or CompletionCode.NotPresent or CompletionCode.IllegalForSensor))
            return;
        var rest = _options.FirstRest * Math.Pow(2, Math.Min(memory.Rests, 16));
        if (rest > _options.LongestRest)
            rest = _options.LongestRest;
        memory.Rests++;
        memory.RestReason = reason;
        memory.RestCode = code;
        memory.RestsUntil = _time.GetTimestamp() + (long)(rest.TotalSeconds * _time.TimestampFrequency);
    }

    private SensorMemory MemoryOf(Sensor sensor)
    {
        if ((uint)sensor.Index >= (uint)_memories.Length || _repository is null || !ReferenceEquals(_repository.Sensors[sensor.Index], sensor))
            throw new ArgumentException($"{sensor} is not of the records that this reader has now.", nameof(sensor));
        return _memories[sensor.Index] ??= new SensorMemory();
    }

    private static async ValueTask<SensorConversion?> FactorsOfAsync(Sensor sensor, IIpmiConnection connection, SensorMemory memory, byte raw, CancellationToken ct)
    {
        memory.Factors ??= [];
        if (!memory.Factors.TryGetValue(raw, out var factors))
        {
            try
            {
                factors = (await connection.SendAsync(new GetSensorReadingFactors(sensor.Number, raw) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false)).Factors;
            }
            catch (IpmiCommandException)
            {
                // The record's own factors hold at the nominal reading: better than none.
                factors = sensor.Full!.Conversion.Factors;
            }

            memory.Factors[raw] = factors;
        }

        return sensor.Full!.Conversion with { Factors = factors };
    }

    private bool NeedsThresholds(Sensor sensor, SensorMemory memory) =>
        sensor is { IsThreshold: true, Full: { } full } && _options.Thresholds switch
        {
            ThresholdUse.None => false,
            ThresholdUse.Once => !memory.ThresholdsAreKnown,
            _ => full.Capabilities.Thresholds is SensorAccess.Readable or SensorAccess.Settable || !memory.ThresholdsAreKnown,
        };

    private static async ValueTask ReadThresholdsAsync(Sensor sensor, IIpmiConnection connection, SensorMemory memory, CancellationToken ct)
    {
        memory.ThresholdsAreKnown = true;
        var full = sensor.Full!;
        switch (full.Capabilities.Thresholds)
        {
            case SensorAccess.None:
                return;
            case SensorAccess.Fixed:
                memory.Thresholds = full.InitialThresholds;
                return;
        }

        try
        {
            memory.Thresholds = await connection.SendAsync(new GetSensorThresholds(sensor.Number) { Lun = sensor.Owner.Lun }, ct).ConfigureAwait(false);
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            memory.Thresholds = default;
        }
    }
}
