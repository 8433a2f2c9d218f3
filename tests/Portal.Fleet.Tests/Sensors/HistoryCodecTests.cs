using Portal.Fleet.Sensors.History;

namespace Portal.Fleet.Tests.Sensors;

public class HistoryCodecTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var tier = (HistoryTier)random.Next(4);
            var block = Make(random, tier, random.Next(0, 40));

            var read = HistoryCodec.Read(tier, s_start, HistoryCodec.Write(block));

            Assert.NotNull(read);
            for (var i = 0; i < block.Series.Count; i++)
            {
                var points = read.Find(block.Series[i].Key);
                Assert.True(block.Values[i].All(point => point.IsNone) ? points is null : points!.SequenceEqual(block.Values[i]), $"seed {seed}, series {i}");
            }
        }
    }

    [Fact]
    public void Read_HostileBytes_IsNothingOrABlock()
    {
        var random = new Random(7);
        var written = HistoryCodec.Write(Make(random, HistoryTier.Minute, 12));
        for (var i = 0; i < 5000; i++)
        {
            var bytes = written.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 3 == 0)
                Array.Resize(ref bytes, random.Next(bytes.Length));
            if (HistoryCodec.Read(HistoryTier.Minute, s_start, bytes) is { } block)
                Assert.InRange(block.Series.Count, 0, HistoryTiers.MaxSeries);
        }
    }

    [Fact]
    public void Write_AnHourOfAUsualServer_TakesLittle()
    {
        var random = new Random(3);
        var block = new HistoryBlock(HistoryTier.Minute, s_start);
        for (var sensor = 0; sensor < 60; sensor++)
        {
            var value = 20f + random.Next(60);
            for (var minute = 0; minute < 60; minute++)
            {
                value += sensor % 2 == 0 ? 0 : random.Next(-1, 2);
                block.Set(new HistorySeries($"20.0.0.{sensor:x2}", $"Temp {sensor}", "°C"), minute, new HistoryPoint(value, value, value));
            }
        }

        Assert.InRange(HistoryCodec.Write(block).Length, 500, 2500);
    }

    [Fact]
    public void RollUp_KeepsExtremes_AndTheMean()
    {
        var block = new HistoryBlock(HistoryTier.Minute, s_start);
        var series = new HistorySeries("20.0.0.01", "Inlet", "°C");
        for (var minute = 0; minute < 30; minute++)
            block.Set(series, minute, new HistoryPoint(minute, minute - 0.5f, minute + 0.5f));

        var points = block.RollUp(HistoryTier.TenMinutes).ToList();

        Assert.Equal(3, points.Count);
        Assert.Equal((s_start.AddMinutes(10), 14.5f, 9.5f, 19.5f), (points[1].At, points[1].Value.Average, points[1].Value.Minimum, points[1].Value.Maximum));
    }

    private static HistoryBlock Make(Random random, HistoryTier tier, int series)
    {
        var block = new HistoryBlock(tier, s_start);
        for (var i = 0; i < series; i++)
        {
            var one = new HistorySeries($"20.0.{i % 4}.{i:x2}", i % 5 == 0 ? "" : $"Fühler {i} 风扇", i % 2 == 0 ? "°C" : "");
            for (var place = 0; place < block.Points; place++)
            {
                if (random.Next(10) == 0)
                    continue;
                var value = random.Next(4) == 0 ? (float)(random.NextDouble() * 1e6) : random.Next(256);
                block.Set(one, place, i % 3 == 0 ? new HistoryPoint(value, value - 1, value + 2) : new HistoryPoint(value, value, value));
            }
        }

        return block;
    }
}
