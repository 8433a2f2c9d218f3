namespace Portal.Web.Verbs;

/// <summary>A verb could not do what it was told. The message is one sentence for standard error.</summary>
internal sealed class VerbFailedException(string sentence) : Exception(sentence);
