namespace Portal.Web.Mail;

/// <summary>One mail, plain text.</summary>
internal sealed record OutgoingMail(string To, string Subject, string Text)
{
    /// <summary>Never the text: there may be a link in it.</summary>
    public override string ToString() => Subject;
}
