namespace Portal.Web.Components.Parts;

/// <summary>The page's own script, shared by every part that needs a little of it.</summary>
internal static class ShellModule
{
    /// <summary>Without a fingerprint: the page's script tag and the imports must name the same module.</summary>
    public const string Path = "./dist/shell.js";
}
