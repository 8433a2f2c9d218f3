using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Web.Components.Tenants;

/// <summary>Writes the report of a hand-over as a file of its own, in the language of whoever asks. Rendered by Razor, which encodes what a BMC or a person named.</summary>
internal sealed class HandOverReports(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<byte[]> RenderAsync(HandOverView handOver)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<HandOverReport>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(HandOverReport.HandOver)] = handOver }))).ToHtmlString());
        return Encoding.UTF8.GetBytes("<!DOCTYPE html>\n" + html);
    }

    /// <summary>What the file is called, without what says its kind.</summary>
    public static string NameOf(HandOverView handOver) =>
        string.Create(CultureInfo.InvariantCulture, $"handover-{string.Concat(handOver.ServerName.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'))}-{handOver.StartedAt:yyyyMMdd}");
}
