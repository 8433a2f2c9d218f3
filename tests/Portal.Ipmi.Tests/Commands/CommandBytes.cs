using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Commands;

/// <summary>Commands as bytes in hexadecimal.</summary>
internal static class CommandBytes
{
    /// <summary>The request data.</summary>
    public static string Written<TResponse>(IpmiRequest<TResponse> request)
    {
        Span<byte> bytes = stackalloc byte[64];
        var writer = new IpmiWriter(bytes);
        request.Write(ref writer);
        return Convert.ToHexString(bytes[..writer.Written]);
    }

    /// <summary>The answer made of response data after the completion code.</summary>
    public static TResponse Read<TResponse>(IpmiRequest<TResponse> request, string hex)
    {
        var reader = new IpmiReader(Convert.FromHexString(hex.Replace(" ", "")));
        return request.Read(ref reader);
    }

    /// <summary>Reads bytes that may be anything: only a format exception may come of it.</summary>
    public static void Try<TResponse>(IpmiRequest<TResponse> request, byte[] bytes)
    {
        try
        {
            var reader = new IpmiReader(bytes);
            request.Read(ref reader);
        }
        catch (IpmiFormatException)
        {
        }
    }
}
