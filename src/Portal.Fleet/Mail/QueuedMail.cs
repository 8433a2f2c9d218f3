namespace Portal.Fleet.Mail;

/// <summary>A mail that waits to be sent. Sealed whole: there are links in it that open accounts. A database row, gone when it is sent or nobody wants it any more.</summary>
public sealed class QueuedMail
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Whom to, what about and the text, sealed outside of the database.</summary>
    public required byte[] Sealed { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>It is given up then: a link in it would have run out.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed, in English, without anything of the mail; null before the first.</summary>
    public string? LastError { get; set; }
}
