using System.CommandLine;
using System.Globalization;
using Portal.Fleet.Access;

namespace Portal.Web.Verbs;

/// <summary><c>audit verify</c>.</summary>
internal static class AuditVerbs
{
    public static Command Create(VerbConsole console)
    {
        var anchors = new Option<FileInfo?>("--anchors") { Description = "A copy of the anchor file that was kept elsewhere, in place of the portal's own." };
        var verify = new Command("verify", "Looks through the whole audit. Exit status 0 when every row is as it was written; else the first bad row is named.") { anchors };
        verify.SetAction((parsed, ct) => console.WithPortalAsync((services, stop) => VerifyAsync(console, services, parsed.GetValue(anchors), stop), ct));
        return new Command("audit", "Who did what and when.") { verify };
    }

    /// <exception cref="VerbFailedException">It is not intact.</exception>
    public static async Task VerifyAsync(VerbConsole console, IServiceProvider services, FileInfo? anchors, CancellationToken ct)
    {
        if (anchors is { Exists: false })
            throw new VerbFailedException($"There is no file {anchors.FullName}.");
        var audit = await services.GetRequiredService<BmcAccess>().OpenAuditAsync(Caller.CommandLine, ct);
        var verdict = await audit.VerifyAsync(anchors?.FullName, ct);
        if (verdict.Flaw is { } flaw)
            throw new VerbFailedException(string.Create(CultureInfo.InvariantCulture, $"The audit is NOT intact. First bad row: {flaw.Sequence} ({flaw.Kind}). {flaw.Detail}"));
        var earlier = verdict.Earlier > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {verdict.Earlier} from before the chain") : "";
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The audit is intact: {verdict.Rows} rows{earlier}."));
        await console.Output.WriteLineAsync(verdict.NewestAnchor is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"{verdict.Anchors} anchors fit, the newest of {at:u}. Whether rows after that one were cut off cannot be known.")
            : "There is no anchor: whether the end was cut off cannot be known.");
        if (verdict.BadAnchors > 0)
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{verdict.BadAnchors} lines of the anchor file were not signed by this portal."));
    }
}
