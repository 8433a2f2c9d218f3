using Microsoft.AspNetCore.Components;
using Portal.Web.Hosting;

namespace Portal.Web.Components.Account;

/// <summary>The frame of the static pages before the sign-in.</summary>
public sealed partial class GateLayout
{
    private static readonly (string Culture, string Name)[] s_languages = [("en", "English"), ("zh-CN", "简体中文")];
    private static readonly string[] s_themes = ["system", "dark", "light"];

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    private string Theme => HttpContext.GetTheme() ?? "system";

    private string Here => HttpContext.Request.Path + HttpContext.Request.QueryString;
}
