using Portal.Ipmi.Fuzz;

namespace Portal.Ipmi.Tests.Hostile;

/// <summary>A short run of what docs/fuzzing.md does at length, with other inputs each time.</summary>
public sealed class FuzzTests
{
    private const long Inputs = 300_000;

    [Fact]
    public void Targets_OfTheLibrary_HoldEveryCommandAndDecoder()
    {
        var names = FuzzTargets.All.Select(target => target.Name).ToHashSet();

        Assert.Empty(FuzzTargets.Unmade);
        Assert.Equal(names.Count, FuzzTargets.All.Count);
        Assert.All(FuzzTargets.RequestTypes, type => Assert.Contains(type.Name, names));
        Assert.Contains("SelRecord.Parse", names);
        Assert.Contains("FruInventory.Parse", names);
        Assert.Contains("SelReader.ReadAsync/2", names);
    }

    [Fact]
    public async Task Targets_RandomAndDamagedInputs_LetNothingElseEscape()
    {
        var seeds = await Seeds.CollectAsync(FuzzTargets.All, TestContext.Current.CancellationToken);

        var tally = RandomRun.Run(FuzzTargets.All, seeds, Inputs, (ulong)Random.Shared.NextInt64());

        Assert.True(tally.Findings.Count == 0, string.Join('\n', tally.Findings));
        Assert.True(tally.Inputs >= Inputs);
    }
}
