using System.CommandLine;
using Portal.Ipmi.Tool.Connections;

namespace Portal.Ipmi.Tool;

/// <summary>What a verb works with: its arguments, the connection that the options ask for, and the console.</summary>
/// <param name="Arguments">The parsed line: <c>call.Arguments.GetValue(option)</c>.</param>
/// <param name="Opened">The connection and what stands behind it.</param>
/// <param name="Console">The run's streams; results are returned, not written here.</param>
internal sealed record VerbCall(ParseResult Arguments, OpenedConnection Opened, ToolConsole Console)
{
    /// <summary>Where commands go: the BMC, or the satellite controller that <c>-t</c> names.</summary>
    public IIpmiConnection Connection => Opened.Connection;
}
