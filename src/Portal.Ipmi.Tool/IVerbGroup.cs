using System.CommandLine;

namespace Portal.Ipmi.Tool;

/// <summary>A first word of the command line with the words below it. One file in <c>Verbs</c>, one line in <see cref="VerbGroups"/>.</summary>
internal interface IVerbGroup
{
    /// <summary>Makes the command; each word that does something is given to one of the runner's <c>Set</c> methods.</summary>
    Command Create(VerbRunner runner);
}
