using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Proof;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;

namespace Portal.Web.Api;

/// <summary>The edge where exceptions become answers. What was expected has a code of its own; the rest is logged and told by its trace id only.</summary>
internal sealed partial class ApiExceptionHandler(TimeProvider time, ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        await Explain(httpContext, exception).WriteAsync(httpContext);
        return true;
    }

    private ApiProblem Explain(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case NotFoundException:
                return ApiProblem.Create(context, StatusCodes.Status404NotFound, "not_found", exception.Message);
            case ProofNeededException needed:
                return ApiProblem.Create(context, StatusCodes.Status403Forbidden, "reauthentication_required", needed.Message);
            case AuditUnavailableException unavailable:
                return ApiProblem.Create(context, StatusCodes.Status503ServiceUnavailable, "audit_unavailable", unavailable.Message);
            case InvalidServerException invalid:
                return ApiProblem.Create(context, invalid.Code.EndsWith("_taken", StringComparison.Ordinal) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest,
                    invalid.Code, invalid.Message, invalid.Field);
            case InvalidRuleException invalid:
                return ApiProblem.Create(context, invalid.Code.EndsWith("_taken", StringComparison.Ordinal) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest,
                    invalid.Code, invalid.Message, invalid.Field);
            case AccessRefusedException refused:
                return ApiProblem.Create(context, AccessStatus(refused.Code), refused.Code, refused.Message, refused.Field);
            case BmcActionException action:
                return ApiProblem.Create(context, ActionStatus(action), action.Code, action.Message);
            case BulkRefusedException refused:
                return ApiProblem.Create(context, refused.Field is null or "expected" ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, refused.Code, refused.Message, refused.Field);
            case PowerConflictException conflict:
                return ApiProblem.Create(context, StatusCodes.Status409Conflict, "power_conflict", conflict.Message) with { Operation = OperationJson.From(conflict.Current) };
            case PowerPaceException pace:
                context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(pace.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ApiProblem.Create(context, StatusCodes.Status429TooManyRequests, "too_many_requests", pace.Message);
            case LineRefusedException { PossibleAt: { } at } soon:
                context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling((at - time.GetUtcNow()).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ApiProblem.Create(context, StatusCodes.Status429TooManyRequests, soon.Code, soon.Message);
            case LineRefusedException refused:
                return ApiProblem.Create(context, StatusCodes.Status409Conflict, refused.Code, refused.Message);
            case InvalidRequestException invalid:
                return ApiProblem.Create(context, invalid.Status, invalid.Code, invalid.Message, invalid.Field);
            case BadHttpRequestException { InnerException: JsonException json }:
                return ExplainJson(context, json);
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } when context.Request.ContentLength is null or 0:
                return ApiProblem.Create(context, StatusCodes.Status400BadRequest, "missing_body", "The request needs a JSON body.");
            case BadHttpRequestException bad:
                return ApiProblem.Create(context, bad.StatusCode, CodeOf(bad.StatusCode), bad.Message);
            default:
                Log.Failed(logger, context.Request.Method, context.Request.Path, exception);
                return ApiProblem.Create(context, StatusCodes.Status500InternalServerError, "internal_error", "Something failed inside the portal; its log tells more under this trace id.");
        }
    }

    private static int AccessStatus(string code) => code is "name_taken" or "role_in_use" or "last_administrator" or "request_decided" or "too_many" or "tenant_in_use" or "email_taken"
        ? StatusCodes.Status409Conflict
        : StatusCodes.Status400BadRequest;

    /// <summary>The BMC failed, or the request can never succeed, or it did not this time.</summary>
    private static int ActionStatus(BmcActionException action) => action.Problem != BmcProblem.None ? StatusCodes.Status502BadGateway
        : action.Code is "sensor_unknown" or "threshold_invalid" or "threshold_order" or "threshold_not_settable" or "hysteresis_not_settable"
            or "account_name_invalid" or "account_privilege_invalid" or "account_password_invalid" or "account_incomplete" or "account_unknown" or "sol_value_invalid" or "channel_unknown"
            or "lan_invalid" or "lan_gateway" or "lan_dhcp_fixed" or "raw_not_allowed" or "raw_too_long" or "raw_target_missing" or "raw_target_invalid" ? StatusCodes.Status400BadRequest
        : StatusCodes.Status409Conflict;

    private static ApiProblem ExplainJson(HttpContext context, JsonException json)
    {
        // The serializer has no exception types of its own for these two, only texts.
        if (MissingFields().Match(json.Message) is { Success: true } missing)
        {
            var fields = missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal);
            return ApiProblem.Create(context, StatusCodes.Status400BadRequest, "missing_field", $"The request lacks {fields}.", fields.Split(',')[0]);
        }
        var field = json.Path is { Length: > 2 } path ? path[2..] : null;
        if (json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return ApiProblem.Create(context, StatusCodes.Status400BadRequest, "unknown_field", $"There is no field \"{field}\" in this request.", field);
        return ApiProblem.Create(context, StatusCodes.Status400BadRequest, "invalid_body", field is null
            ? "The body is not the JSON that this request takes."
            : $"The value of \"{field}\" is not of the kind that this request takes.", field);
    }

    [GeneratedRegex("missing required properties including: ((?:'[^']+'(?:, )?)+)")]
    private static partial Regex MissingFields();

    /// <summary>The code for a status that the framework decided on.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid_request",
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        _ => "failed",
    };

    private static partial class Log
    {
        [LoggerMessage(5000, LogLevel.Error, "{Method} {Path} failed.")]
        public static partial void Failed(ILogger logger, string method, string path, Exception exception);
    }
}
