using Portal.Fleet.Links;

namespace Portal.Fleet.Credentials;

/// <summary>How the change of one BMC's password ended.</summary>
/// <param name="Code">Why it did not end well, stable; null when it did.</param>
/// <param name="Detail">More, in English; never a secret.</param>
/// <param name="Bytes">Length of the new password.</param>
internal sealed record PasswordChange(RotationState State, BmcProblem Problem, string? Code, string? Detail, int? Bytes)
{
    public static PasswordChange Done(int bytes) => new(RotationState.Done, BmcProblem.None, null, null, bytes);

    /// <summary>The BMC has the password it had.</summary>
    public static PasswordChange Failed(string code, string detail, BmcProblem problem = BmcProblem.None) => new(RotationState.Failed, problem, code, detail, null);

    public static PasswordChange InDoubt(string detail, BmcProblem problem = BmcProblem.None) => new(RotationState.InDoubt, problem, "in_doubt", detail, null);
}
