using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Web.Components.Overview;

/// <summary>Text in a drawing: Razor keeps the name of its element for itself.</summary>
public sealed class AxisText : ComponentBase
{
    [Parameter, EditorRequired]
    public required string X { get; set; }

    [Parameter]
    public int Dx { get; set; }

    [Parameter]
    public int Y { get; set; }

    [Parameter]
    public string Anchor { get; set; } = "middle";

    [Parameter]
    public string? Class { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "dx", Dx);
        builder.AddAttribute(4, "y", Y);
        builder.AddAttribute(5, "text-anchor", Anchor);
        builder.AddContent(6, Text);
        builder.CloseElement();
    }
}
