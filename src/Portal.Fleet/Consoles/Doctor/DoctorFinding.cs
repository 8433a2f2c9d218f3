namespace Portal.Fleet.Consoles.Doctor;

/// <summary>One check and how it ended.</summary>
/// <param name="Arguments">What the words are filled with, in the order that <see cref="DoctorSaying"/> names: numbers, texts, times, privileges, problems.</param>
/// <param name="Fix">What the caller may have done about it; null when there is nothing, or the caller may not.</param>
public sealed record DoctorFinding(DoctorCheck Check, DoctorVerdict Verdict, DoctorSaying Saying, IReadOnlyList<object> Arguments, DoctorFix? Fix)
{
    public TimeSpan Took { get; init; }

    internal static DoctorFinding Ok(DoctorCheck check, DoctorSaying saying, params object[] arguments) => new(check, DoctorVerdict.Ok, saying, arguments, null);

    internal static DoctorFinding Warning(DoctorCheck check, DoctorSaying saying, params object[] arguments) => new(check, DoctorVerdict.Warning, saying, arguments, null);

    internal static DoctorFinding Failed(DoctorCheck check, DoctorSaying saying, params object[] arguments) => new(check, DoctorVerdict.Failed, saying, arguments, null);

    internal static DoctorFinding NotKnown(DoctorCheck check, DoctorSaying saying, params object[] arguments) => new(check, DoctorVerdict.NotKnown, saying, arguments, null);

    internal DoctorFinding FixedBy(DoctorFixKind kind, int? bitRate = null) => this with { Fix = new DoctorFix(kind, bitRate) };
}
