namespace Portal.Web.Mail;

/// <summary>How it stands with mails that wait.</summary>
/// <param name="Waiting">How many were tried and failed.</param>
/// <param name="Problem">Why the last one did, as a word of <see cref="MailProblem"/>.</param>
/// <param name="Since">When the oldest of them was written.</param>
/// <param name="NextAt">When the next is tried.</param>
internal sealed record MailState(int Waiting, string Problem, DateTimeOffset Since, DateTimeOffset NextAt);
