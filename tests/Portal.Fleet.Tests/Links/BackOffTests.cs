using Portal.Fleet.Links;

namespace Portal.Fleet.Tests.Links;

public class BackOffTests
{
    private static readonly FleetOptions s_options = new();

    [Theory]
    [InlineData(BmcProblem.NoAnswer, new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300 })]
    [InlineData(BmcProblem.NoSessionSlots, new[] { 5, 10, 15, 15, 15, 15, 300, 300 })]
    [InlineData(BmcProblem.PasswordRejected, new[] { 60, 120, 240, 300 })]
    [InlineData(BmcProblem.IdentityNotProven, new[] { 60, 120, 240, 300 })]
    [InlineData(BmcProblem.UserUnknown, new[] { 60, 120, 240, 300 })]
    [InlineData(BmcProblem.AddressNotAllowed, new[] { 300, 300 })]
    public void Delay_AttemptAfterAttempt_GrowsToItsLimit(BmcProblem problem, int[] seconds)
    {
        Assert.Equal(seconds, Enumerable.Range(1, seconds.Length).Select(attempt => (int)Math.Round(BackOff.Delay(problem, attempt, false, 0.5, s_options).TotalSeconds)));
    }

    [Fact]
    public void Delay_Chance_StaysWithinAFifth()
    {
        Assert.Equal(8, BackOff.Delay(BmcProblem.NoSessionSlots, 2, false, 0, s_options).TotalSeconds, 3);
        Assert.Equal(12, BackOff.Delay(BmcProblem.NoSessionSlots, 2, false, 1, s_options).TotalSeconds, 3);
    }

    [Fact]
    public void Delay_BmcWasUpAMomentAgo_StaysShortUnlessItRefuses()
    {
        Assert.Equal(5, BackOff.Delay(BmcProblem.NoAnswer, 9, true, 0.5, s_options).TotalSeconds, 3);
        Assert.Equal(300, BackOff.Delay(BmcProblem.PasswordRejected, 9, true, 0.5, s_options).TotalSeconds, 3);
    }

    [Fact]
    public void Texts_EveryProblem_HasItsOwnCodeAndSentence()
    {
        var problems = Enum.GetValues<BmcProblem>();

        Assert.Equal(problems.Length, problems.Select(problem => problem.Code()).Distinct().Count());
        Assert.Equal(problems.Length, problems.Select(problem => problem.Sentence()).Distinct().Count());
        Assert.All(problems.Where(problem => problem != BmcProblem.None), problem => Assert.Matches("^[A-Z].*\\.$", problem.Sentence()));
        Assert.All(problems, problem => Assert.Matches("^[a-z_]+$", problem.Code()));
    }
}
