using System.Buffers.Binary;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Sensors;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Sensors;

/// <summary>What a warm read of a hundred sensors costs beyond the commands themselves.</summary>
public sealed class SensorReaderCostTests : SensorBmcFixture
{
    private const int BytesOfARead = 512;
#if DEBUG
    private const int BytesOfASensor = 600;
#else
    private const int BytesOfASensor = 0;
#endif

    [Fact]
    public async Task ReadAllAsync_Warm_AllocatesNextToNothing()
    {
        await using var bmc = Start(ServerProfiles.Idrac);
        await using var session = await OpenAsync(bmc);
        var canned = new CannedConnection(session);
        var reader = new SensorReader(canned);
        var readings = new List<SensorReading>();
        await reader.ReadAllAsync(readings, Ct);
        canned.IsCanned = true;
        for (var i = 0; i < 50; i++)
            await reader.ReadAllAsync(readings, Ct);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            await reader.ReadAllAsync(readings, Ct);
        var perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;

        // The request for the repository's state and its answer; nothing for each of the sensors, but the state machine that debug builds make a class.
        Assert.True(perRead < BytesOfARead + (readings.Count * BytesOfASensor), $"{perRead} bytes for {readings.Count} sensors.");
        Assert.Equal(71, readings.Count(reading => reading.IsAvailable));
    }

    /// <summary>Answers at once, from bytes: what is left is the reader's own.</summary>
    private sealed class CannedConnection(IIpmiConnection real) : IIpmiConnection
    {
        private static readonly byte[] s_reading = [0x40, 0xC0, 0x00];
        private readonly byte[] _info = new byte[14];

        public bool IsCanned { get; set; }

        public async ValueTask<TResponse> RecordAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
        {
            var response = await real.SendAsync(request, ct);
            if (response is SdrRepositoryInfo info)
            {
                _info[0] = info.Version;
                BinaryPrimitives.WriteUInt16LittleEndian(_info.AsSpan(1), (ushort)info.RecordCount);
                BinaryPrimitives.WriteUInt16LittleEndian(_info.AsSpan(3), (ushort)info.FreeBytes);
                BinaryPrimitives.WriteUInt32LittleEndian(_info.AsSpan(5), info.LastAddition.Value);
                BinaryPrimitives.WriteUInt32LittleEndian(_info.AsSpan(9), info.LastErase.Value);
                _info[13] = info.Support;
            }

            return response;
        }

        public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
        {
            if (!IsCanned)
                return RecordAsync(request, ct);
            var reader = new IpmiReader(request is GetSdrRepositoryInfo ? _info : s_reading);
            return new ValueTask<TResponse>(request.ReadAnswer(CompletionCode.Ok, ref reader));
        }
    }
}
