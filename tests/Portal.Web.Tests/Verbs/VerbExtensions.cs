using Portal.Web.Verbs;

namespace Portal.Web.Tests.Verbs;

internal static class VerbExtensions
{
    /// <summary>Runs the portal's command line on the data directory of a running portal.</summary>
    public static async Task<(int Status, string Output, string Error)> RunVerbAsync(this PortalServer portal, string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var status = await PortalCommand.RunAsync([.. portal.Settings, .. args], output, error, reader);
        return (status, output.ToString(), error.ToString());
    }
}
