namespace Portal.Web.Tests.Screens;

/// <summary>Terminals in words, as <see cref="ScreenWords"/> describes ours.</summary>
internal sealed record XtermView(string Shown, string Fresh, string Used);
