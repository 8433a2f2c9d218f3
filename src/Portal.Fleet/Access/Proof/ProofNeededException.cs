namespace Portal.Fleet.Access.Proof;

/// <summary>The act needs a person who proved a moment ago who they are. Pages open the dialog for it; the API answers <c>reauthentication_required</c>.</summary>
public sealed class ProofNeededException() : Exception("Prove again who you are: sign in once more, then repeat this within five minutes.");
