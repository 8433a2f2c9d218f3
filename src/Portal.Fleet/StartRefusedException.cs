namespace Portal.Fleet;

/// <summary>The portal must not start like this. The message is one sentence for the person who starts it; no stack trace helps.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
