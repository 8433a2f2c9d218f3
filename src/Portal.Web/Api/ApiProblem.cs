using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Portal.Web.Api;

/// <summary>An error as RFC 9457 problem details. <see cref="Code"/> is stable; the texts are for people.</summary>
internal sealed record ApiProblem
{
    public const string ContentType = "application/problem+json";

    /// <summary>Names the kind of problem; the same as <see cref="Code"/>, as a URI.</summary>
    public string Type => $"urn:pilotlight:problem:{Code}";

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What is wrong this time, in one sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>Stable word for programs.</summary>
    public required string Code { get; init; }

    /// <summary>The field or parameter that is wrong, where it is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>The power operation that is in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OperationJson? Operation { get; init; }

    /// <summary>Finds this request in the portal's log.</summary>
    public required string TraceId { get; init; }

    /// <summary>Requests that programs make: they get a status and a problem, never a page to sign in.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs") || request.Path.StartsWithSegments("/_blazor")
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    public static ApiProblem Create(HttpContext context, int status, string code, string? detail, string? field = null) => new()
    {
        Title = TitleOf(status),
        Status = status,
        Code = code,
        Detail = detail,
        Field = field,
        TraceId = Activity.Current?.Id ?? context.TraceIdentifier,
    };

    /// <summary>Answers with a problem, unless the answer has begun.</summary>
    public static Task Write(HttpContext context, int status, string code, string? detail, string? field = null) =>
        Create(context, status, code, detail, field).WriteAsync(context);

    /// <summary>The one answer for missing and forbidden.</summary>
    public static Task WriteNotFound(HttpContext context) =>
        Write(context, StatusCodes.Status404NotFound, "not_found", "There is nothing here, or you may not see it.");

    public async Task WriteAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = Status;
        await context.Response.WriteAsJsonAsync(this, options: null, ContentType, context.RequestAborted);
    }

    private static string TitleOf(int status) => status switch
    {
        400 => "The request is not acceptable",
        401 => "Not signed in",
        403 => "Refused",
        404 => "Not found",
        405 => "This method is not supported here",
        409 => "Conflict",
        413 => "The request is too large",
        415 => "The content type is not supported",
        429 => "Too many requests",
        502 => "The BMC failed",
        503 => "Not available now",
        _ => status >= 500 ? "The portal failed" : "The request failed",
    };
}
