using Portal.Fleet.Configuration.Raw;

namespace Portal.Web.Api.Bmc;

/// <summary>What a BMC answered to a command by number.</summary>
/// <param name="CompletionCode">The first byte of the answer; 0 is good.</param>
/// <param name="Meaning">It, in words.</param>
/// <param name="Data">What followed, in hexadecimal; empty when the BMC refused.</param>
internal sealed record RawAnswerJson(int CompletionCode, string Meaning, string Data, double Milliseconds)
{
    public static RawAnswerJson From(RawAnswer answer) =>
        new((int)answer.CompletionCode, answer.Meaning, Convert.ToHexString(answer.Data.Span).ToLowerInvariant(), Math.Round(answer.Took.TotalMilliseconds, 1));
}
