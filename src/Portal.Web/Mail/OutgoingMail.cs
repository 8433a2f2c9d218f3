namespace Portal.Web.Mail;

/// <summary>One mail, plain text.</summary>
internal sealed record OutgoingMail(string To, string Subject, string Text)
{
    /// <summary>So long it is tried; then nobody wants it any more.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Never the text: there may be a link in it.</summary>
    public override string ToString() => Subject;
}
