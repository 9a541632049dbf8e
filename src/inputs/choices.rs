//! The inputs that are one of a few words.

macro_rules! choice {
    ($($(#[$doc:meta])+ $name:ident { $($variant:ident = $word:literal $label:literal,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum $name { $(#[doc = $label] #[cfg_attr(test, ts(rename = $word))] $variant,)+ }
        impl $name {
            /// Word in links and label for people, in order.
            pub const OPTIONS: &'static [(&'static str, &'static str)] = &[$(($word, $label)),+];
            /// The word in links.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
            /// The label for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
            /// The choice of a word, if there is one.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }
    )+};
}

choice! {
    /// A plain question.
    YesNo {
        No = "no" "No",
        Yes = "yes" "Yes",
    }
    /// Which of a workload's numbers were measured.
    Measured {
        No = "no" "No",
        Yes = "yes" "Yes",
        NotRequests = "not-requests" "all but its requests, which were given",
        NotModel = "not-model" "all but its model, which was chosen",
        Neither = "neither" "all but its requests and its model",
    }
    /// What one does as cheaper models come.
    Moves {
        ByWork = "by-work" "as the work has it: coding moves, other work stays",
        Stay = "stay" "no: we stay with a model until we must leave it",
        Follow = "follow" "yes: we move when a cheaper one is good enough",
    }
    /// The lowest quality that will do, on the catalog's index; the points are judgement and stand in
    /// `quality::floor`.
    Quality {
        Any = "any" "any model that runs",
        Basic = "basic" "a basic model",
        Good = "good" "a good model",
        Strong = "strong" "a strong model",
        Frontier = "frontier" "a frontier model",
        Same = "same" "a model as good as today's",
    }
    /// What fine-tuning the workload needs.
    Tuning {
        None = "none" "no fine-tuning",
        Adapter = "adapter" "a fine-tune that a host may hold",
        Private = "private" "a fine-tune whose weights may not leave",
    }
    /// Who runs it.
    MlOps {
        None = "none" "nobody yet",
        Some = "some" "engineers who have run models before",
        Platform = "platform" "a team that already runs a model platform",
    }
    /// How well the serving stack and the model know each other.
    Maturity {
        Tuned = "tuned" "a tuned engine and a model it knows",
        New = "new" "a model new to the engine",
        First = "first" "a first deployment",
    }
    /// How a model may be spread over GPUs beside sharing every layer within a server.
    Parallelism {
        Tensor = "tensor" "within one server, the usual way",
        Pipeline = "pipeline" "also layer after layer, over two servers where one is too small",
        Expert = "expert" "also experts shared, each GPU with its own requests",
        Disaggregated = "disaggregated" "also prompts on one server, answers on another",
    }
    /// When replicas run.
    Schedule {
        Auto = "auto" "whichever is cheapest",
        Always = "always" "always on",
        Hourly = "hourly" "scaled by the hour",
        Zero = "zero" "scaled to zero when idle",
    }
    /// How GPUs are paid for.
    Payment {
        Auto = "auto" "whichever is cheapest",
        OnDemand = "on-demand" "rented on demand",
        Reserved = "reserved" "rented for a year",
        Spot = "spot" "rented spot",
        Owned = "owned" "bought",
    }
    /// From whom GPUs are rented.
    Provider {
        Specialist = "specialist" "a specialist GPU cloud",
        Hyperscaler = "hyperscaler" "a hyperscaler",
        Marketplace = "marketplace" "a marketplace",
    }
    /// Whose hardware would satisfy the mandate.
    Premises {
        Unknown = "unknown" "not known",
        Rented = "rented" "rented GPUs would do",
        Owned = "owned" "only our own hardware",
    }
    /// Another calculator's convention, to rebuild its number.
    Convention {
        None = "none" "ours",
        Utilization = "utilization" "rent multiplied by utilization",
        SingleStream = "single-stream" "one request at a time",
        NoPeople = "no-people" "no people",
        GpuRentOnly = "gpu-rent-only" "GPU rent and nothing else",
    }
}

impl Measured {
    /// Whether the requests were given, and the rest measured.
    pub const fn without_requests(self) -> bool {
        matches!(self, Self::NotRequests | Self::Neither)
    }

    /// Whether the model was chosen, and the rest measured.
    pub const fn without_model(self) -> bool {
        matches!(self, Self::NotModel | Self::Neither)
    }

    /// By what was not.
    pub const fn but(requests: bool, model: bool) -> Self {
        match (requests, model) {
            (false, false) => Self::Yes,
            (true, false) => Self::NotRequests,
            (false, true) => Self::NotModel,
            (true, true) => Self::Neither,
        }
    }
}
