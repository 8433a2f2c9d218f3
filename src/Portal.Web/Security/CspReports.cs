using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Portal.Web.Security;

/// <summary>
/// Where browsers tell that a page tried what its policy forbids: a defect of ours, or somebody's markup. Anybody can post here, so little is read, little is
/// logged, and nothing of it is believed: no query, no fragment, no sample of a script, only where and which rule.
/// </summary>
internal sealed partial class CspReports : IDisposable
{
    public const string Path = "/csp";

    /// <summary>What the policy says about itself: both ways, because browsers know one or the other.</summary>
    public const string Directives = "report-uri " + Path + "; report-to csp";

    /// <summary>Names the group of <see cref="Directives"/>.</summary>
    public const string Endpoints = "csp=\"" + Path + "\"";

    public const string RatePolicy = "csp";

    private const int MaxBody = 16 * 1024;
    private const int MaxReports = 5;
    private const int MaxText = 200;

    private readonly ILogger<CspReports> _logger;

    // More than this a minute says nothing new, and the log is not a place for strangers to write in.
    private readonly FixedWindowRateLimiter _lines = new(new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    public CspReports(ILogger<CspReports> logger) => _logger = logger;

    public static void Configure(RateLimiterOptions options) => options.AddPolicy(RatePolicy, context => RateLimitPartition.GetFixedWindowLimiter(
        SignInRateLimit.Source(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Always the same answer: a browser does nothing with it, and nobody else is to learn from it.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (await ReadAsync(context.Request) is not { } body)
            return;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            foreach (var report in ReportsOf(document.RootElement))
            {
                using var lease = _lines.AttemptAcquire();
                if (!lease.IsAcquired)
                    return;
                Log.Violated(_logger, report.Directive, report.Blocked, report.Document, report.Source, report.Line);
            }
        }
        catch (JsonException)
        {
            // Not a report.
        }
    }

    public void Dispose() => _lines.Dispose();

    internal static IEnumerable<CspReport> ReportsOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("csp-report", out var old) && old.ValueKind == JsonValueKind.Object)
            return [Read(old, "effective-directive", "blocked-uri", "document-uri", "source-file", "line-number")];
        return root.ValueKind != JsonValueKind.Array ? []
            : root.EnumerateArray().Where(IsViolation).Take(MaxReports).Select(report => Read(report.GetProperty("body"), "effectiveDirective", "blockedURL", "documentURL", "sourceFile", "lineNumber"));
    }

    private static bool IsViolation(JsonElement report) => report.ValueKind == JsonValueKind.Object
        && report.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("csp-violation")
        && report.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object;

    private static CspReport Read(JsonElement body, string directive, string blocked, string document, string source, string line) => new(
        Text(body, directive), Address(Text(body, blocked), UriPartial.Authority), Address(Text(body, document), UriPartial.Path), Address(Text(body, source), UriPartial.Path),
        body.TryGetProperty(line, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var at) ? at : 0);

    /// <summary>One short line of what stands there.</summary>
    private static string Text(JsonElement body, string name)
    {
        var text = body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return string.Concat(text.Take(MaxText).Select(character => char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' ? '\uFFFD' : character));
    }

    /// <summary>An address as far as it holds no secret; a word like <c>inline</c> as it is.</summary>
    private static string Address(string text, UriPartial part) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss"
        ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.GetLeftPart(part)
        : text.Split('?', '#', ':')[0];

    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBody || request.ContentType?.Split(';')[0].Trim() is not ("application/csp-report" or "application/reports+json"))
            return null;
        var buffer = new byte[MaxBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > MaxBody ? null : buffer[..length];
    }

    private static partial class Log
    {
        [LoggerMessage(4130, LogLevel.Warning, "A browser says that a page broke its content policy: {Directive} forbids {Blocked}, on {Document}, by {Source}:{Line}.")]
        public static partial void Violated(ILogger logger, string directive, string blocked, string document, string source, int line);
    }
}
