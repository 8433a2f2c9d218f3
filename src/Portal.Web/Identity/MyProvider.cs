namespace Portal.Web.Identity;

/// <summary>A provider of single sign-on, as a person sees it.</summary>
/// <param name="Connected">It opens their account.</param>
public sealed record MyProvider(string Key, string Name, bool Connected);
