namespace Portal.Ipmi.Tool;

/// <summary>The arguments make no sense. The message is one sentence for standard error.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
