namespace Portal.Ipmi.Tool;

/// <summary>A verb could not do what it was told, for a reason that is no exchange with the BMC. The message is one sentence for standard error.</summary>
internal sealed class VerbFailedException(string sentence) : Exception(sentence);
