namespace Portal.Web.Api;

/// <summary>A parameter or field that the endpoint itself finds wrong. Becomes a problem with this code.</summary>
internal sealed class InvalidRequestException(string code, string message, string? field = null, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public string Code { get; } = code;

    public string? Field { get; } = field;

    public int Status { get; } = status;
}
