namespace Portal.Web;

/// <summary>Names the resources <c>Resources/Text.resx</c>: every word the pages say, in each language.</summary>
public sealed class Text;
